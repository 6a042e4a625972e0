"""What clients look up before they begin, and what they are told of a picture."""

import hashlib
from typing import Any, Final

from stubs.ai.dialects.automatic1111.requests import CHECKPOINTS, SAMPLERS, SCHEDULERS, Wanted
from stubs.ai.neutral import Job, Made


def info_of(wanted: Wanted, job: Job, made: Made) -> dict[str, Any]:
    """Give what stands in an answer's `info`."""
    seeds = [picture.seed for picture in made.pictures]
    sampler = wanted.sampler_name or wanted.sampler_index or SAMPLERS[0]
    text = f"{job.prompt}\nSteps: {wanted.steps}, Sampler: {sampler}, CFG scale: {wanted.cfg_scale}, Seed: {job.seed}"
    return {
        "prompt": job.prompt,
        "all_prompts": [job.prompt] * len(seeds),
        "negative_prompt": wanted.negative_prompt,
        "all_negative_prompts": [wanted.negative_prompt] * len(seeds),
        "seed": job.seed,
        "all_seeds": seeds,
        "subseed": 0,
        "all_subseeds": [0] * len(seeds),
        "width": job.size[0],
        "height": job.size[1],
        "sampler_name": sampler,
        "cfg_scale": wanted.cfg_scale,
        "steps": wanted.steps,
        "batch_size": wanted.batch_size,
        "sd_model_name": job.model,
        "infotexts": [text] * len(seeds),
        "styles": wanted.styles or [],
        "job_timestamp": "0",
    }


def _checkpoint(file: str) -> dict[str, Any]:
    name, sha = file.partition(".")[0], hashlib.sha256(file.encode()).hexdigest()
    title = f"{file} [{sha[:10]}]"
    path = f"/stable-diffusion-webui/models/Stable-diffusion/{file}"
    return {"title": title, "model_name": name, "hash": sha[:10], "sha256": sha, "filename": path, "config": None}


LISTS: Final[dict[str, Any]] = {
    "samplers": [{"name": name, "aliases": [name.lower().replace(" ", "_")], "options": {}} for name in SAMPLERS],
    "schedulers": [
        {"name": name, "label": label, "aliases": None, "default_rho": -1, "need_inner_model": False}
        for name, label in SCHEDULERS.items()
    ],
    "sd-models": [_checkpoint(file) for file in CHECKPOINTS],
    "upscalers": [{"name": "None", "model_name": None, "model_path": None, "model_url": None, "scale": 4}],
    "prompt-styles": [],
    "loras": [],
    "sd-vae": [],
    "embeddings": {"loaded": {}, "skipped": {}},
}
"""What clients look up before they begin."""
