"""Messages for Python syntax that this language does not support, each with an alternative."""

from __future__ import annotations

_NETWORK_CLASS = (
    "{0} is there already; leave the class out. With convention='lecture' it has tanh in every layer, as in the "
    "lecture; with convention='micrograd' ReLU, and a linear last layer."
)
# What stands for the classes of the lecture and of micrograd.
CLASSES = {
    "Value": "Value is there already; leave the class out.",
    "Module": "Neuron, Layer and MLP have parameters() and zero_grad() already; leave the class out.",
    **{name: _NETWORK_CLASS.format(name) for name in ("Neuron", "Layer", "MLP")},
}

UNSUPPORTED_KEYWORDS: dict[str, tuple[str, str]] = {
    "while": ("`while` is not part of this language.", "Write for i in range(20), which is sure to end."),
    "class": (
        "`class` is not part of this language.",
        "Write functions with def, and lists. Value, Neuron, Layer and MLP are there already; an operation of your own "
        "is a class derived from torch.autograd.Function.",
    ),
    "with": ("`with` is not part of this language.", "Write its lines without it."),
    "try": ("`try` is not part of this language.", "Arithmetic on values never raises: log(0) is -inf."),
    "except": ("`except` is not part of this language.", "Arithmetic on values never raises: log(0) is -inf."),
    "finally": ("`finally` is not part of this language.", "Arithmetic on values never raises: log(0) is -inf."),
    "raise": ("`raise` is not part of this language.", "Leave it out."),
    "async": ("`async` is not part of this language.", "Leave it out."),
    "await": ("`await` is not part of this language.", "Leave it out."),
    "yield": ("`yield` is not part of this language.", "Collect the results in a list and return it."),
    "global": ("`global` is not part of this language.", "Return the result and assign it outside."),
    "nonlocal": ("`nonlocal` is not part of this language.", "Return the result and assign it outside."),
    "del": ("`del` is not part of this language.", "Leave it out."),
}

UNSUPPORTED_OPERATORS: dict[str, tuple[str, str]] = {
    "^": ("`^` is not part of this language.", "For a power write **, as in x**2."),
    "&": ("`&` is not part of this language.", "To combine comparisons, write and; for sets, a.intersection(b)."),
    "|": ("`|` is not part of this language.", "To combine comparisons, write or; for sets, a.union(b)."),
    "~": ("`~` is not part of this language.", "To negate a comparison, write not."),
    "<<": ("`<<` is not part of this language.", "To double n times, write * 2**n."),
    ">>": ("`>>` is not part of this language.", "To halve n times, write / 2**n."),
    "@": ("`@` is not part of this language.", "For a sum of products write sum(w*x for w, x in zip(ws, xs))."),
    "->": ("`->` is not part of this language.", "Leave it out."),
    ":=": ("`:=` is not part of this language.", "Assign in a line of its own: y = 1."),
    "...": ("`...` is not part of this language.", "Write out what you mean."),
    "^=": ("`^=` is not part of this language.", "For a power write x = x**2."),
    "@=": ("`@=` is not part of this language.", "For a product write *=."),
    "&=": ("`&=` is not part of this language.", "To combine comparisons, write and."),
    "|=": ("`|=` is not part of this language.", "To combine comparisons, write or."),
    "<<=": ("`<<=` is not part of this language.", "To double n times, write *= 2**n."),
    ">>=": ("`>>=` is not part of this language.", "To halve n times, write /= 2**n."),
}

# Names at the start of what looks like a statement: soft keywords, and Python 2's print.
COMMON_SLIPS: dict[str, tuple[str, str]] = {
    "print": ("`print` is a function: what it prints stands in brackets.", "Write print(x)."),
    "type": ("`type` statements are not part of this language.", "Leave it out."),
    "match": ("`match` is not part of this language.", "Write if, elif and else."),
    "case": ("`case` is not part of this language.", "Write if, elif and else."),
}

NOTEBOOK: dict[str, tuple[str, str]] = {
    "%": ("Lines that begin with % are commands of a notebook.", "Leave the line out."),
    "@": ("Decorators are not part of this language.", "Leave the line out."),
}
