"""What the first error of a failed operation looks like, by the cause that the lab arranged.

SHAPES: (name, pattern, error class). The first pattern that matches the earliest line of the output decides. Each was
checked by reading records of its kind; a failed operation whose planned cause and shape disagree is reported."""
import re

SHAPES = [(n, re.compile(p), c) for n, p, c in [
    ("pg lock timeout", r"canceling statement due to lock timeout", "timeout"),
    ("pg statement timeout", r"canceling statement due to statement timeout", "timeout"),
    ("pg cancelled", r"canceling statement due to user request", "cancelled"),
    ("pg syntax", r"syntax error at or near|syntax error at end of input", "syntax"),
    ("pg missing relation", r'(ERROR: |error: ).*relation "[^"]+" does not exist', "not_found"),
    ("pg missing column", r'(ERROR: |error: ).*column "[^"]+" (of relation "[^"]+" )?does not exist', "not_found"),
    ("pg already exists", r'(ERROR: |error: ).*(column|relation|database|index) "[^"]+".* already exists', "conflict"),
    ("pg duplicate key", r"duplicate key value violates unique constraint|could not create unique index", "conflict"),
    ("pg permission", r"(ERROR: |error: ).*(permission denied for|must be owner of)", "permission"),
    ("pg disk full", r"could not (extend|write to) file .*No space left on device", "resource_exhausted"),
    ("pg too many connections", r"too many connections for role", "resource_exhausted"),
    ("pg password", r"password authentication failed for user", "authentication"),
    ("pg no route", r"connection to server at .*(No route to host|Network is unreachable)", "network"),
    ("pg refused", r"connection to server at .*Connection refused", "network"),
    ("pg not accepting", r"is not currently accepting connections", "unavailable"),
    ("pg invalid input", r"invalid input syntax for type|missing data for column|extra data after last expected column|invalid byte sequence for encoding|date/time field value out of range|numeric field overflow", "invalid_input"),
    ("pg setting", r"unrecognized configuration parameter|invalid value for parameter|is outside the valid range for parameter", "configuration"),
    ("gzip corrupt", r"gzip: .*(crc error|unexpected end of file|invalid compressed data|not in gzip format)", "data_corruption"),
    ("checksum mismatch", r"checksum mismatch for", "data_corruption"),
    ("tar corrupt", r"tar: (Unexpected EOF|Child returned status)|gzip: stdin", "data_corruption"),
    ("redis oom", r"OOM command not allowed when used memory", "resource_exhausted"),
    ("redis auth", r"WRONGPASS|NOAUTH|invalid username-password pair", "authentication"),
    ("redis read only", r"READONLY You can't write against a read only replica", "permission"),
    ("redis max clients", r"max number of clients reached", "resource_exhausted"),
    ("redis config", r"CONFIG SET failed|Unknown option or number of arguments for CONFIG SET", "configuration"),
    ("nginx upstream host", r"\[emerg\].*host not found in upstream", "network"),
    ("nginx value", r"\[emerg\].*invalid value", "configuration"),
    ("nginx directive", r"\[emerg\].*(unknown directive|invalid number of arguments|unexpected \"|directive is not allowed here|invalid parameter|is not terminated by|unexpected end of file)", "configuration"),
    ("curl 502", r"curl: \(22\).*(502|503)", "unavailable"),
    ("curl 504", r"curl: \(22\).*504", "timeout"),
    ("curl 404", r"curl: \(22\).*404", "not_found"),
    ("curl 429", r"curl: \(22\).*429", "rate_limit"),
    ("curl refused", r"curl: \(7\)", "network"),
    ("curl timeout", r"curl: \(28\)", "timeout"),
    ("nginx upstream refused", r"connect\(\) failed \(111: Connection refused\) while connecting to upstream", "network"),
    ("nginx upstream timed out", r"upstream timed out \(110", "timeout"),
    ("disk full", r"No space left on device", "resource_exhausted"),
    ("short write", r"tar: .*Wrote only \d+ of \d+ bytes", "resource_exhausted"),
    ("class or module missing", r"ModuleNotFoundError|NoClassDefFoundError|ClassNotFoundException|UnsupportedClassVersionError|NoSuchMethodError", "dependency"),
    ("required setting", r"required setting '|unknown setting '|setting '[a-z_]+' must be|ConfigurationException", "configuration"),
    ("cache timed out", r"session cache .* not reachable: timed out", "timeout"),
    ("cache not reachable", r"session cache .* not reachable", "network"),
    ("java heap", r"OutOfMemoryError|MemoryError", "resource_exhausted"),
    ("http timeout", r"HttpTimeoutException|HttpConnectTimeoutException|TimeoutError|timed out|socket\.timeout", "timeout"),
    ("http 429", r"HTTP 429|HTTP Error 429|answered 429", "rate_limit"),
    ("http 401", r"HTTP 401|HTTP Error 401|answered 401|token expired or revoked", "authentication"),
    ("http 503", r"HTTP 50[23]|HTTP Error 50[23]|failed with 503", "unavailable"),
    ("connection refused", r"ConnectException|Connection refused|ConnectionRefusedError", "network"),
    ("no route", r"No route to host|Network is unreachable", "network"),
    ("connection reset", r"Connection reset|ConnectionResetError|closed by server|RemoteDisconnected", "network"),
    ("duplicate posting", r"DuplicatePostingException", "conflict"),
    ("file missing", r"FileNotFoundError|NoSuchFileException|FileNotFoundException|No such file or directory", "not_found"),
    ("eacces", r"PermissionError|AccessDeniedException|Permission denied", "permission"),
    ("bad record", r"BadRecordException|NumberFormatException|could not convert string to float|UnicodeDecodeError", "invalid_input"),
    ("defect", r"NullPointerException|ArrayIndexOutOfBoundsException|KeyError|AttributeError|IndexError", "logic"),
    ("python syntax", r"SyntaxError|IndentationError", "syntax"),
    ("javac", r"COMPILATION ERROR", "syntax"),
    ("maven dependency", r"Could not (resolve dependencies|find artifact)|was not found in", "dependency"),
    ("maven pom", r"Non-parseable POM|'dependencies\.dependency\.version' .* is missing|Non-readable POM|problems? (was|were) encountered while (building|processing)", "configuration"),
    ("maven tests", r"There are test failures|<<< FAILURE!|<<< ERROR!", "test_failure"),
]]


def shape(text):
    """(name, class, line index) of the earliest error that surfaces in an output, or None."""
    for n, line in enumerate(text.splitlines()):
        for name, pattern, cls in SHAPES:
            if pattern.search(line):
                if name == "maven tests" and "NullPointerException" in text:
                    return "exception in a test", "logic", n  # classed by its cause
                return name, cls, n
    return None


EXPECTED = {  # the classes that an arranged cause shows itself as; anything else was the real state of a peer or a disk
    "lock_session": {"timeout"}, "credential_rotated": {"authentication"}, "permission_lost": {"permission"}, "maintenance": {"unavailable"}, "path_cut": {"network"},
    "corrupt_input": {"invalid_input"}, "duplicate_key": {"conflict"}, "missing_file": {"not_found"}, "missing_volume": {"not_found"}, "corrupt_backup": {"data_corruption"},
    "scratch_exists": {"conflict"}, "code_defect": {"logic"}, "missing_dependency": {"dependency"}, "bad_config": {"configuration"}, "unknown_upstream": {"network"}, "missing_asset": {"not_found"},
    "broken_test": {"test_failure"}, "syntax_mistake": {"syntax"}, "flaky_test": {"test_failure"}, "sql_syntax": {"syntax"}, "missing_relation": {"not_found"}, "already_applied": {"conflict"},
    "duplicate_rows": {"conflict"}, "cancelled": {"cancelled"}, "corrupt_bundle": {"data_corruption"}}


HEADERS = {  # where a new record starts, by log file name
    "postgresql.log": r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ UTC \[\d+\]",
    "redis": r"^\d+:[A-Z] \d\d \w{3} \d{4} ",
    "access": r"^\S+ - ", "error-": r"^\d{4}/\d\d/\d\d ",
    "gateway.log": r"^\{", "syslog.log": r"^\w{3} [ \d]\d \d\d:",
    "job-jul": r"^\w{3} \d\d?, \d{4} ", "default": r"^(\[?\d{4}-\d\d-\d\d[ T]|Traceback|psql:|ts=|\[(INFO|ERROR|WARNING)\])",
}


def header(name):
    for key, pattern in HEADERS.items():
        if key in name:
            return re.compile(pattern)
    return re.compile(HEADERS["default"])
