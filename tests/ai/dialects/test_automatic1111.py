"""AUTOMATIC1111's sdapi."""

import base64
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.ai.conftest import Service
from tests.ai.pictures import picture_of, png

TEXT, IMAGE = "/sdapi/v1/txt2img", "/sdapi/v1/img2img"
SMALL = {"prompt": "a red fox", "width": 64, "height": 64}


def ask(ai: Service, path: str = TEXT, **fields: Any) -> Any:
    """Ask without a key, as one's own machine wants none."""
    return ai.session.post(ai.url + path, json=SMALL | fields, timeout=20)


def test_pictures_come_bare_and_info_as_text(ai: Service) -> None:
    """`images` have no `data:` before them; `info` is JSON in a string, with a seed for each."""
    answer = ask(ai, batch_size=2, n_iter=2, seed=7).json()
    assert set(answer) == {"images", "parameters", "info"}
    assert [picture_of(each).size for each in answer["images"]] == [(64, 64)] * 4
    info = json.loads(answer["info"])
    assert (info["seed"], info["all_seeds"]) == (7, [7, 8, 9, 10])
    assert answer["parameters"]["prompt"] == "a red fox"


def test_a_seed_repeats_a_picture_and_minus_one_draws(ai: Service) -> None:
    """The same seed gives the same bytes; -1 draws another each time."""
    assert ask(ai, seed=7).json()["images"] == ask(ai, seed=7).json()["images"]
    assert json.loads(ask(ai).json()["info"])["seed"] != json.loads(ask(ai).json()["info"])["seed"]


def test_a_mask_is_white_where_it_is_painted(ai: Service) -> None:
    """img2img keeps what is black in the mask."""
    black = base64.b64encode(png("black")).decode()
    source = "data:image/png;base64," + base64.b64encode(png("navy")).decode()
    (kept,) = ask(ai, IMAGE, init_images=[source], mask=black).json()["images"]
    assert set(picture_of(kept).convert("RGB").get_flattened_data()) == {(0, 0, 128)}


@pytest.mark.parametrize(
    ("path", "fields", "status", "said"),
    [
        (TEXT, {"steps": "many"}, 422, "steps"),
        (TEXT, {"width": 5000}, 422, "width"),
        (TEXT, {"batch_size": 5, "n_iter": 5}, 422, "n_iter"),
        (TEXT, {"sampler_name": "none"}, 404, "Sampler not found"),
        (TEXT, {"override_settings": {"sd_model_checkpoint": "none"}}, 404, "not found"),
        (IMAGE, {}, 404, "Init image not found"),
        (IMAGE, {"init_images": ["%%%"]}, 422, "Invalid encoded image"),
        (IMAGE, {"init_images": [base64.b64encode(b"none").decode()]}, 422, "no picture"),
    ],
)
def test_refusals_have_a_detail(ai: Service, path: str, fields: dict[str, Any], status: int, said: str) -> None:
    """Faults of a field are FastAPI's list, what is missing is a sentence."""
    answer = ask(ai, path, **fields)
    detail = answer.json()["detail"]
    assert answer.status_code == status
    assert said in (json.dumps(detail) if status == 422 else detail)
    assert isinstance(detail, list) is (status == 422)


def test_options_are_kept(serve: Any) -> None:
    """What is set is given again, and the checkpoint's name stands in the next picture's info."""
    ai = serve()
    options = {"sd_model_checkpoint": "imageflow-xl.safetensors", "samples_format": "webp"}
    assert ai.session.post(ai.url + "/sdapi/v1/options", json=options, timeout=9).status_code == 200
    assert ai.get("/sdapi/v1/options").json() | options == ai.get("/sdapi/v1/options").json()
    answer = ask(ai).json()
    assert json.loads(answer["info"])["sd_model_name"] == "imageflow-xl"
    assert picture_of(answer["images"][0]).format == "WEBP"
    for body in (b"[]", b"{", b'{"sd_model_checkpoint": "none"}'):
        assert ai.session.post(ai.url + "/sdapi/v1/options", data=body, timeout=9).status_code in {404, 422}


@pytest.mark.parametrize("path", ["samplers", "schedulers", "sd-models", "upscalers", "prompt-styles", "loras"])
def test_lists_that_clients_look_up(ai: Service, path: str) -> None:
    """Each list is a list."""
    assert isinstance(ai.get(f"/sdapi/v1/{path}").json(), list)


def test_progress_grows_and_an_interruption_ends_it(serve: Any) -> None:
    """While a job takes its time, progress tells how far it is; interrupted, the job answers at once."""
    ai = serve(latency="slow")
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ask, ai, steps=20)
        while not ai.get("/sdapi/v1/progress").json()["state"]["job_count"]:
            pass
        ai.clock.move_on(40)
        shown = ai.get("/sdapi/v1/progress").json()
        assert 0.1 < shown["progress"] < 0.6
        assert shown["state"]["sampling_step"] == int(shown["progress"] * 20)
        ai.session.post(ai.url + "/sdapi/v1/interrupt", timeout=9)
        assert asked.result(20).status_code == 200
    assert ai.get("/sdapi/v1/progress").json()["progress"] == 0


def test_a_picture_tells_its_prompt(ai: Service) -> None:
    """png-info reads the text that every picture bears."""
    (picture,) = ask(ai).json()["images"]
    told = ai.session.post(ai.url + "/sdapi/v1/png-info", json={"image": picture}, timeout=9).json()
    assert (told["info"], told["items"]["synthetic"]) == ("a red fox", "true")


def test_a_password_is_wanted_where_others_reach_it(serve: Any) -> None:
    """With `open_sdapi` off, the API key is the password of Basic authentication."""
    ai = serve(open_sdapi=False)
    assert ask(ai).status_code == 401
    for user, password, status in (("any", "sk-imageflow", 200), ("any", "wrong", 401)):
        answer = ai.session.post(ai.url + TEXT, json=SMALL, auth=(user, password), timeout=20)
        assert answer.status_code == status
