from seed.commands import main

main()
