-- For wrk: posts the lines of the file at BODIES in turn, and prints what came as one line of JSON.
local bodies, last = {}, 0
local threads = {}
errors = 0

function setup(thread)
  threads[#threads + 1] = thread
end

function init()
  for line in io.lines(os.getenv("BODIES")) do
    bodies[#bodies + 1] = wrk.format("POST", nil, {["Host"] = wrk.headers["Host"], ["Content-Type"] = "application/json"}, line)
  end
end

function request()
  last = last % #bodies + 1
  return bodies[last]
end

function response(status, _, body)
  if status ~= 200 or body:find('"errors":', 1, true) then errors = errors + 1 end
end

function done(summary, latency)
  local wrong = summary.errors
  local failed = wrong.connect + wrong.read + wrong.write + wrong.timeout
  for _, thread in ipairs(threads) do failed = failed + thread:get("errors") end
  print(string.format('\n{"requests": %d, "microseconds": %d, "bytes": %d, "errors": %d, "p50": %d, "p99": %d}',
    summary.requests, summary.duration, summary.bytes, failed, latency:percentile(50), latency:percentile(99)))
end
