"""What stands between a request and its execution: parsing, counting, the rules of GraphQL, and the cost."""

from collections.abc import AsyncIterator, Iterator, MutableMapping

from graphql import (
    GraphQLError,
    GraphQLSyntaxError,
    NoSchemaIntrospectionCustomRule,
    get_variable_values,
    parse,
    specified_rules,
    validate,
)
from graphql.execution.values import VariableValues
from graphql.language import DocumentNode, OperationDefinitionNode
from strawberry.extensions import SchemaExtension
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule
from strawberry.types import ExecutionContext, ExecutionResult

from service.api import counting
from service.api.cost import too_costly
from service.api.documents import Key, Known
from service.api.limits import ALIASES, DEPTH, LONGEST_NUMBER, MOST_ERRORS, REPEATS, ROOT_FIELDS, TOKENS, VALUES, Limits
from service.api.plans import Plan
from service.errors import BadInput

RULES = (*specified_rules, MaybeNullValidationRule, OneOfInputValidationRule)
RULES_WITHOUT_INTROSPECTION = (*RULES, NoSchemaIntrospectionCustomRule)


class Guard(SchemaExtension):
    """Refuses what is malformed or too much before anything of it runs; what runs, runs by a plan where it can.

    What depends on the document alone is found out once.
    """

    def __init__(self, limits: Limits, documents: MutableMapping[Key, Known]) -> None:
        self._limits = limits
        self._documents = documents
        self._known: Known | None = None
        self._values: VariableValues | None = None

    def on_parse(self) -> Iterator[None]:
        self._known = self._documents.get(self._key)
        document = self._known.document if self._known else _parsed(self.execution_context.query or "", self._limits)
        self.execution_context.graphql_document = document
        yield

    def on_validate(self) -> Iterator[None]:
        """Each step presumes that those before it found nothing."""
        of_document = () if self._known else (_ambiguous, _long_numbers, _too_large, _invalid)
        for step in (*of_document, _unreadable, self._too_costly):
            self.execution_context.pre_execution_errors = step(self.execution_context, self._limits)
            if self.execution_context.pre_execution_errors:
                break
        yield

    async def on_execute(self) -> AsyncIterator[None]:
        plan = self._plan()
        data = await plan.answer(self.execution_context.context, self._values) if plan and self._values else None
        if data is not None:
            self.execution_context.result = ExecutionResult(data=data, errors=None)
        yield

    @property
    def _key(self) -> Key:
        return self.execution_context.query or "", self.execution_context._provided_operation_name

    def _too_costly(self, context: ExecutionContext, limits: Limits) -> list[GraphQLError]:
        """What the values of the variables make of the document, which is valid; it is known from then on."""
        schema = context.schema._schema
        known = self._known or Known.of(_document(context), _operation(context))
        values = get_variable_values(
            schema,
            known.operation.variable_definitions or (),
            context.variables or {},
            max_errors=MOST_ERRORS,
            hide_suggestions=not limits.introspection,
        )
        if isinstance(values, list):
            return values
        if not known.is_bearable(values.coerced):
            errors = too_costly(schema, known.document, known.operation, variables=values.coerced, limits=limits)
            if errors:
                return errors
            known.keep_bearable(values.coerced)
        self._known, self._values = known, values
        self._documents[self._key] = known
        return []

    def _plan(self) -> Plan | None:
        schema, known, values = self.execution_context.schema, self._known, self._values
        converting = {"scalar_registry": schema.schema_converter.scalar_registry, "config": schema.config}
        return known.plan(schema._schema, values, converting=converting) if known and values else None


def unknown_operation(name: str | None) -> BadInput:
    return BadInput(
        "the document does not say which operation to run" if name is None else f"there is no operation {name!r}",
        argument="operationName",
        value=name,
        rule="the name of an operation of the document; it may be left out where there is one operation",
        example='query Suppliers { … } with operationName: "Suppliers"',
    )


def _parsed(query: str, limits: Limits) -> DocumentNode:
    try:
        return parse(query, max_tokens=limits.tokens)
    except GraphQLSyntaxError as error:
        if "Document contains more than" in error.message:
            raise TOKENS.exceeded(None, most=limits.tokens) from None
        raise


def _ambiguous(context: ExecutionContext, _: Limits) -> list[GraphQLError]:
    """Strawberry would run the first of several operations."""
    document = _document(context)
    several = sum(isinstance(each, OperationDefinitionNode) for each in document.definitions) > 1
    named = context._provided_operation_name is not None
    return [] if named or not several else [_refused(unknown_operation(None))]


def _long_numbers(context: ExecutionContext, _: Limits) -> list[GraphQLError]:
    digits = counting.longest_number(_document(context))
    return [_refused(_long_number(digits))] if digits else []


def _unreadable(context: ExecutionContext, limits: Limits) -> list[GraphQLError]:
    """Variables that are more than anybody sends, or no text."""
    held = counting.values(context.variables or {}, most=limits.values)
    if held > limits.values:
        return [VALUES.exceeded(None, most=limits.values)]
    return [_refused(_HALF_CHARACTER)] if counting.unwritable(context.variables) else []


def _too_large(context: ExecutionContext, limits: Limits) -> list[GraphQLError]:
    operation = _operation(context)
    try:
        found = counting.counts(_document(context), operation)
    except RecursionError:
        return [DEPTH.exceeded(None, most=limits.depth, nodes=[operation])]
    asked = (
        (DEPTH, found.depth, limits.depth),
        (ALIASES, found.aliases, limits.aliases),
        (ROOT_FIELDS, found.first, limits.root_fields),
        (REPEATS, found.all_pairs, limits.repeats),
    )
    return [limit.exceeded(value, most=most, nodes=[operation]) for limit, value, most in asked if value > most]


def _invalid(context: ExecutionContext, limits: Limits) -> list[GraphQLError]:
    rules = RULES if limits.introspection else RULES_WITHOUT_INTROSPECTION
    return validate(
        context.schema._schema,
        _document(context),
        rules,
        max_errors=MOST_ERRORS,
        hide_suggestions=not limits.introspection,
    )


def _document(context: ExecutionContext) -> DocumentNode:
    return context.graphql_document or DocumentNode(definitions=())


def _operation(context: ExecutionContext) -> OperationDefinitionNode:
    """The operation to run; that there is one of this name was seen when its type was looked up."""
    named = context.operation_name
    operations = [each for each in _document(context).definitions if isinstance(each, OperationDefinitionNode)]
    return next(each for each in operations if named is None or (each.name and each.name.value == named))


def _refused(cause: BadInput) -> GraphQLError:
    return GraphQLError(str(cause), original_error=cause)


def _long_number(digits: int) -> BadInput:
    return BadInput(
        f"a number of {digits:,} characters",
        argument="query",
        value=digits,
        rule=f"a number has at most {LONGEST_NUMBER} characters",
        example="first: 20",
    )


_HALF_CHARACTER = BadInput(
    "a text in the variables is not Unicode",
    argument="variables",
    value=None,
    rule="what JSON writes as \\ud800 to \\udfff comes in pairs",
    example='"\\ud83d\\ude00"',
)
