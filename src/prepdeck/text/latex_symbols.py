"""What LaTeX commands are in Unicode."""


def _pairs(table: str) -> dict[str, str]:
    words = table.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


LETTERS = _pairs("""
alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν
xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω
Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
ell ℓ hbar ℏ imath ı jmath ȷ Re ℜ Im ℑ wp ℘ aleph ℵ partial ∂ nabla ∇ infty ∞ emptyset ∅ varnothing ∅
forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ top ⊤ bot ⊥ angle ∠ triangle △ checkmark ✓ dagger † star ⋆ bullet • circ ∘
degree ° prime ′ ldots … dots … cdots ⋯ dotsc … dotsb ⋯ vdots ⋮ ddots ⋱ cdot · ast ∗ colon :
sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ bigvee ⋁ bigwedge ⋀
lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ langle ⟨ rangle ⟩ lbrace { rbrace } lbrack [ rbrack ] vert | lvert | rvert |
Vert ‖ lVert ‖ rVert ‖ backslash \\ square □ blacksquare ■ qed ∎ S § P ¶ pounds £ euro €
""") | {"{": "{", "}": "}", "|": "‖", "%": "%", "$": "$", "#": "#", "_": "_", "&": "&"}
"""Commands that are one character beside their neighbours."""

RELATIONS = _pairs("""
times × div ÷ pm ± mp ∓ oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙ wedge ∧ land ∧ vee ∨ lor ∨ cap ∩ cup ∪ setminus ∖ uplus ⊎
le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ne ≠ neq ≠ lt < gt > ll ≪ gg ≫ equiv ≡ approx ≈ sim ∼ simeq ≃ cong ≅
propto ∝ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ mid | nmid ∤ parallel ∥ perp ⊥ models ⊨ vdash ⊢
prec ≺ preceq ⪯ succ ≻ succeq ⪰ coloneqq ≔ triangleq ≜ doteq ≐ lesssim ≲ gtrsim ≳ bowtie ⋈ asymp ≍
to → rightarrow → longrightarrow ⟶ gets ← leftarrow ← leftrightarrow ↔ mapsto ↦ uparrow ↑ downarrow ↓
Rightarrow ⇒ implies ⇒ Leftarrow ⇐ impliedby ⇐ Leftrightarrow ⇔ iff ⇔ hookrightarrow ↪ rightharpoonup ⇀
therefore ∴ because ∵
""")
"""Commands that stand between two sides: a space on each."""

PREFIXES = _words("""
nabla partial forall exists nexists neg lnot Delta lVert lvert lfloor lceil langle lbrace {
""")
"""Letters that belong to what follows: the space that ends the command is not shown."""

FUNCTIONS = _words("""
arccos arcsin arctan arg argmax argmin cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup
ln log max min mod Pr sec sgn sin sinh softmax sup tan tanh
""")
"""Commands that are their own name, apart from letters beside them."""

SPACES = {
    ",": " ",
    ";": " ",
    ":": " ",
    " ": " ",
    "!": "",
    "quad": "  ",
    "qquad": "   ",
    "enspace": " ",
    "thinspace": " ",
}

IGNORED = _words("""
left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr limits nolimits displaystyle
textstyle scriptstyle nonumber notag hline bf it rm
""")
"""Commands that only say how to set what follows."""

TEXT_COMMANDS = _words("""
text textbf textit textrm textsf texttt textnormal mbox hbox mathrm mathbf mathit mathsf mathtt mathnormal
boldsymbol bm operatorname operatorname* pmb
""")
"""Commands whose argument is shown without their style; a terminal has no second alphabet worth reading."""

PASSED_THROUGH = _words("""
underline overbrace underbrace boxed phantom mathop mathbin mathrel mathstrut ensuremath
""")

ACCENTS = {
    **dict.fromkeys(["hat", "widehat"], "\u0302"),
    **dict.fromkeys(["bar", "overline"], "\u0304"),
    **dict.fromkeys(["tilde", "widetilde"], "\u0303"),
    **dict.fromkeys(["vec", "overrightarrow"], "\u20d7"),
    "dot": "\u0307",
    "ddot": "\u0308",
    "check": "\u030c",
    "breve": "\u0306",
    "acute": "\u0301",
    "grave": "\u0300",
}
"""Combining marks for one letter."""

DOUBLE_STRUCK = dict(zip("CHNPQRZ1", "ℂℍℕℙℚℝℤ𝟙", strict=True)) | {
    "E": "𝔼",
    "I": "𝕀",
    "S": "𝕊",
    "B": "𝔹",
    "F": "𝔽",
    "X": "𝕏",
}
SCRIPT = dict(zip("BEFHILMR", "ℬℰℱℋℐℒℳℛ", strict=True)) | {"D": "𝒟", "N": "𝒩", "O": "𝒪", "U": "𝒰", "X": "𝒳", "Y": "𝒴"}
SCRIPT |= {"A": "𝒜", "C": "𝒞", "G": "𝒢", "J": "𝒥", "K": "𝒦", "P": "𝒫", "Q": "𝒬", "S": "𝒮", "T": "𝒯", "V": "𝒱", "Z": "𝒵"}
ALPHABETS = {"mathbb": DOUBLE_STRUCK, "mathds": DOUBLE_STRUCK, "mathcal": SCRIPT, "mathscr": SCRIPT}

SUPERSCRIPTS = dict(
    zip(
        "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδθφχ⊤′∘°*",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᶿᵠᵡᵀ′°°*",
        strict=True,
    )
)
SUBSCRIPTS = dict(zip("0123456789+-=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True))
