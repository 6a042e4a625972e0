"""Where our n8n is known to differ from a recording, at which place, and why that stands."""

DECLARED: dict[str, dict[str, str]] = {
    "files-round": {
        ".executions.round[0].nodes[1].outputs[0][0].binary.file.fileExtension": (
            "n8n gives bytes that it can't tell the type of no extension; ours gives text/plain its usual one."
        )
    },
}
"""Case to place to reason."""
