"""What the form offers: sample prompts, shapes and styles. All of them are within the contract's limits."""

SAMPLES = (
    ("Fox in the snow", "A red fox in the snow at dawn, soft light, photograph"),
    ("Calm sea", "A sailing boat on a calm sea at sunset, long exposure"),
    ("City at night", "A city skyline at night under the stars, neon reflections in the rain"),
    ("Mountain lake", "A mountain lake in the morning mist with a forest of pines"),
    ("Product shot", "A bottle of perfume on marble, studio light, shallow depth of field"),
)
"""Name of the chip, and the prompt that it fills in."""

SHAPES = (
    ("1024x1024", "Square", 24, 24),
    ("1536x1024", "Landscape", 30, 20),
    ("1024x1536", "Portrait", 20, 30),
)
"""Size, name, and the sides of its pictogram."""

STYLES = ("Photograph", "Watercolour", "Oil painting", "Line drawing", "Isometric 3D", "Comic", "Flat vector")
