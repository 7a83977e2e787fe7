"""JSON Schema of the curated files, for editors: the formats, and of the rules between keys those that it can say."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from pydantic.fields import FieldInfo
from pydantic.json_schema import GenerateJsonSchema

from seed.checks import _DATE_KEYS, _NEEDS, _NEEDS_UNLESS_DENIED, RELATIONS_OF_KEY
from seed.directory import _LABELS_OF_KEY
from seed.formats import (
    ArticleFormat,
    ClaimFormat,
    DealFormat,
    EntityFormat,
    Format,
    InWords,
    OriginFormat,
    PublisherFormat,
    QuantityFormat,
    RulingFormat,
    WithdrawalFormat,
)
from seed.keys import DENIABLE, Holds
from seed.positions import parse
from seed.quantities import _UNITS_OF_KEY
from seed.reviewing import ReviewedFormat
from service.model.claims import UNTIL_KEYS
from service.model.entities import FILE_OF_LABEL, KINDS, Label
from service.model.quantities import WORDINGS
from service.model.relations import RELATIONS
from service.model.vocabulary import RulingAction, Standing

Schema: TypeAlias = dict[str, Any]

FOLDER = Path(__file__).resolve().parent / "schemas"
DIALECT = "http://json-schema.org/draft-07/schema#"  # the newest that every editor reads
_LISTS: Mapping[str, tuple[type[Format], str]] = {
    "publishers": (PublisherFormat, "Who prints, and what kind of outlet it is."),
    "origins": (OriginFormat, "First reports that other articles repeat."),
    "deals": (DealFormat, "Names and kinds of deals; what a deal holds comes from claims."),
    "rulings": (RulingFormat, "An editor's dated, signed decisions."),
    "reviewed": (ReviewedFormat, "What looks like a slip and is none, each with the reason."),
    "withdrawals": (WithdrawalFormat, "Claims taken back; written by the seed command only."),
}


def places() -> Mapping[str, str]:
    """Which files of a folder of curated data each schema is for."""
    stems = {stem: f"entities/{stem}.yaml" for stem in FILE_OF_LABEL.values()}
    return {"article": "articles/**/*.yaml", **stems, **{stem: f"{stem}.yaml" for stem in _LISTS}}


def schemas() -> Mapping[str, Schema]:
    """Every schema by its name."""
    article = schema_of(ArticleFormat)
    entities = {stem: _list_of(_entity(label), f"Every {label}.") for label, stem in FILE_OF_LABEL.items()}
    others = {stem: _list_of(schema_of(form), about) for stem, (form, about) in _LISTS.items()}
    head = {"$schema": DIALECT, "description": "One article, and what it says."}
    return {"article": head | article, **entities, **others}


def write_schemas(folder: Path = FOLDER) -> list[Path]:
    """The files written, as `<name>.schema.json`."""
    folder.mkdir(exist_ok=True)
    paths = {path_of(name, folder): text for name, text in texts().items()}
    for path, text in paths.items():
        path.write_text(text, "utf-8")
    return list(paths)


def texts() -> Mapping[str, str]:
    """What each file is to hold, by the name of the schema."""
    return {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in schemas().items()}


def path_of(name: str, folder: Path = FOLDER) -> Path:
    return folder / f"{name}.schema.json"


def schema_of(form: type[Format]) -> Schema:
    """One mapping of `form`, with all that it holds inside it."""
    plain = form.model_json_schema(schema_generator=_Plain)["properties"]
    fields = {field.alias or name: field for name, field in form.model_fields.items()}
    properties = {key: _property(key, field, plain[key]) for key, field in fields.items()}
    more = _BETWEEN[form]() if form in _BETWEEN else {}
    return _mapping(properties, form.required) | more


def _list_of(entry: Schema, description: str) -> Schema:
    return {"$schema": DIALECT, "description": description, "type": "array", "items": entry}


def _mapping(properties: Schema, required: Collection[str]) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": properties,
    }


def _property(key: str, field: FieldInfo, plain: Schema) -> Schema:
    about: Schema = {"description": field.description}
    example = (field.examples or [""])[0]
    if not isinstance(example, InWords):
        about["examples"] = [parse(str(example)).root]
    said = {name: value for name, value in plain.items() if name not in ("description", "examples", "title", "default")}
    return about | next((_held(holds, key) for holds in field.metadata if isinstance(holds, Holds)), said)


def _held(holds: Holds, key: str) -> Schema:
    schema = schema_of(holds.form)
    if key in _UNITS_OF_KEY:
        units = list(_UNITS_OF_KEY[key])
        schema["properties"]["unit"] |= {"enum": units, "examples": units[:1]}
    return {"type": "array", "items": schema} if holds.listed else schema


def _entity(label: Label) -> Schema:
    """An entry of the file of `label`: its own kinds, and no key that belongs to others."""
    schema = schema_of(EntityFormat)
    kinds, about = list(KINDS[label]), schema["properties"]["kind"]["description"]
    schema["properties"]["kind"] = {"description": about, "examples": kinds[:1], "enum": kinds}
    for key, labels in _LABELS_OF_KEY.items():
        if label not in labels:
            schema["properties"].pop(key)
    return schema


def _quantity_rules() -> Schema:
    """One wording, and shares from 0 to 1."""
    wordings = [{"required": [word]} for word in WORDINGS]
    numbers = {word: {"maximum": 1} for word in (*WORDINGS, "min", "max")}
    return {
        "oneOf": [*wordings, {"anyOf": [{"required": ["min"]}, {"required": ["max"]}]}],
        "dependencies": {"min": ["max"], "max": ["min"]},
        **_if("unit", ["share"], {"properties": numbers}),
    }


def _article_rules() -> Schema:
    """Claims, unless the article only takes back another; and one way to take back."""
    claims = {"required": ["claims"], "properties": {"claims": {"minItems": 1}}}
    return {
        "anyOf": [claims, {"required": ["corrects"]}, {"required": ["retracts"]}],
        "dependencies": {"corrects": _without("retracts")},
    }


def _claim_rules() -> Schema:
    """Keys that go with some relations only, keys that relations need, and keys that exclude each other."""
    properties: dict[str, Schema] = {key: {"relation": _among(names)} for key, names in RELATIONS_OF_KEY.items()}
    for key in UNTIL_KEYS:
        properties[key] |= {other: False for other in UNTIL_KEYS if other != key}
    properties["said_by"] = {"unnamed": False}
    rules = [*map(_needs, _NEEDS), *_denial_rules(), *_standing_rules()]
    return {"dependencies": {key: {"properties": held} for key, held in properties.items()}, "allOf": rules}


def _needs(relation: str) -> Schema:
    slot, value = list(_NEEDS[relation]), list(_NEEDS_UNLESS_DENIED[relation])
    unless_denied = {"anyOf": [{"required": ["denies"]}, {"required": value}]}
    return _if("relation", [relation], {"required": slot, **unless_denied})


def _denial_rules() -> Iterator[Schema]:
    yield _if("denies", ["dates"], {"anyOf": [{"required": [key]} for key in _DATE_KEYS]})
    for names in dict.fromkeys(RELATIONS_OF_KEY.values()):
        if parts := [part for part in DENIABLE if RELATIONS_OF_KEY.get(part) == names]:
            yield _if("denies", parts, {"properties": {"relation": _among(names)}})


def _standing_rules() -> Iterator[Schema]:
    yield _if("standing", [Standing.PARTY, Standing.NAMED], {"required": ["said_by"]})
    yield _if("standing", [Standing.UNNAMED], _without("said_by"))
    yield _if("standing", [Standing.OUTLET], _without("said_by", "unnamed"))


def _ruling_rules() -> Schema:
    two = {"required": ["origins"], "properties": {"origins": {"minItems": 2, "maxItems": 2}, "claim": False}}
    one = {"required": ["claim"], **_without("origins")}
    return {**_if("action", [RulingAction.SAME_ORIGIN], two), "else": one}


def _among(names: Collection[str]) -> Schema:
    return {"enum": [name for name in RELATIONS if name in names]}


def _without(*keys: str) -> Schema:
    return {"properties": dict.fromkeys(keys, False)}


def _if(key: str, words: Collection[str], then: Schema) -> Schema:
    return {"if": {"required": [key], "properties": {key: {"enum": list(map(str, words))}}}, "then": then}


_BETWEEN: Mapping[type[Format], Callable[[], Schema]] = {
    QuantityFormat: _quantity_rules,
    ArticleFormat: _article_rules,
    ClaimFormat: _claim_rules,
    RulingFormat: _ruling_rules,
}


class _Plain(GenerateJsonSchema):
    """Absent keys are left out, never null; lists hold something, and nothing twice."""

    def nullable_schema(self, schema: Any) -> Schema:
        return self.generate_inner(schema["schema"])

    def tuple_schema(self, schema: Any) -> Schema:
        return super().tuple_schema(schema) | {"minItems": 1, "uniqueItems": True}
