"""The words that the painter knows, by what they ask for."""

Colour = tuple[float, float, float]
"""Lightness, chroma, hue (degrees) in OKLCH."""

HOURS = {
    "dawn": "dawn sunrise daybreak morning early 🌅 🌄",
    "sunset": "sunset dusk evening twilight sundown 🌇",
    "night": "night midnight moon moonlight moonlit star stars starry nighttime nocturnal aurora 🌙 🌛 🌜 🌕 🌌 ⭐ ✨",
    "day": "day noon daylight sun sunny sunshine bright ☀",
}
WEATHERS = {
    "rain": "rain rainy storm stormy thunder drizzle 🌧 ⛈",
    "fog": "fog foggy mist misty haze hazy 🌫",
    "snowfall": "snowfall snowing blizzard snowy snowstorm",
    "clouds": "cloud clouds cloudy overcast ☁",
}
SEASONS = {
    "winter": "winter snow snowy snowfall snowing blizzard ice icy frozen frost arctic christmas ❄ ⛄ ☃",
    "autumn": "autumn fall autumnal october november 🍂 🍁",
    "spring": "spring blossom blossoms springtime april",
}
PLACES = {
    "mountains": "mountain mountains alps peak peaks summit valley hike hiking landscape 🏔 ⛰ 🗻",
    "sea": "sea ocean lake river harbour harbor bay coast waves wave water underwater 🌊",
    "beach": "beach shore seaside tropical island sand summer 🏖 🏝",
    "forest": "forest forests woods woodland jungle trees pine pines wilderness 🌲",
    "meadow": "meadow field fields grass hill hills countryside farm garden park prairie",
    "city": "city cities skyline town street downtown skyscraper skyscrapers "
    "urban building buildings metropolis cityscape 🏙 🌃 🌆",
    "desert": "desert dune dunes sahara oasis canyon 🏜",
    "space": "space galaxy nebula cosmos universe cosmic astronaut orbit interstellar",
    "table": "table desk studio product kitchen counter",
}
SUBJECTS = {
    "fox": "fox foxes vixen 🦊",
    "cat": "cat cats kitten kittens kitty 🐱 🐈",
    "dog": "dog dogs puppy puppies hound corgi 🐶 🐕",
    "wolf": "wolf wolves husky coyote 🐺",
    "bear": "bear bears teddy 🐻",
    "panda": "panda pandas 🐼",
    "rabbit": "rabbit rabbits bunny bunnies hare 🐰 🐇",
    "lion": "lion lions 🦁",
    "tiger": "tiger tigers 🐯 🐅",
    "owl": "owl owls 🦉",
    "bird": "bird birds eagle hawk seagull gull swallow sparrow dove pigeon crow raven 🐦 🕊 🦅",
    "horse": "horse horses pony unicorn stallion 🐴 🐎",
    "fish": "fish fishes goldfish koi 🐟 🐠",
    "whale": "whale whales dolphin dolphins 🐳 🐋",
    "butterfly": "butterfly butterflies moth 🦋",
    "tree": "tree oak maple willow 🌳",
    "palm": "palm palms 🌴",
    "flower": "flower flowers rose roses tulip tulips sunflower sunflowers daisy daisies "
    "poppy orchid blossom bouquet 🌸 🌹 🌷 🌻 🌼",
    "cactus": "cactus cacti 🌵",
    "house": "house houses cottage cabin home hut barn villa chalet 🏠 🏡",
    "castle": "castle castles palace fortress tower 🏰",
    "lighthouse": "lighthouse lighthouses",
    "car": "car cars automobile taxi truck van suv 🚗 🚕 🚙",
    "boat": "boat boats sailboat ship ships yacht sailing sail ⛵ 🚤",
    "balloon": "balloon balloons airship 🎈",
    "rocket": "rocket rockets spaceship spacecraft shuttle 🚀",
    "planet": "planet planets saturn jupiter mars earth 🪐 🌍",
    "person": "person portrait woman man girl boy people face human lady model influencer selfie queen king 👩 👨 🧑",
    "robot": "robot robots android cyborg 🤖",
    "heart": "heart hearts valentine romantic ❤ 💖 💙",
    "bottle": "bottle bottles perfume fragrance cosmetic serum shampoo wine lotion 🍾 🍷",
    "shoe": "shoe shoes sneaker sneakers boot boots trainer trainers 👟",
    "cup": "cup cups coffee mug mugs tea espresso cappuccino latte ☕",
    "apple": "apple apples fruit 🍎",
    "lamp": "lamp lamps lantern candle",
    "book": "book books novel 📖 📚",
    "watch": "watch watches wristwatch clock ⌚",
}
BEARERS = frozenset(
    {"sky", "background", "light", "lights", "eyes", "hair", "roof", "hat"}
)  # take a colour, so that no subject does
COLOURS: dict[str, Colour] = {
    "red": (0.58, 0.2, 28),
    "crimson": (0.5, 0.19, 20),
    "orange": (0.7, 0.17, 55),
    "yellow": (0.86, 0.16, 95),
    "gold": (0.78, 0.14, 85),
    "golden": (0.78, 0.14, 85),
    "green": (0.6, 0.14, 148),
    "emerald": (0.58, 0.13, 160),
    "teal": (0.6, 0.1, 190),
    "turquoise": (0.75, 0.12, 190),
    "cyan": (0.78, 0.12, 205),
    "blue": (0.55, 0.16, 255),
    "navy": (0.34, 0.1, 262),
    "indigo": (0.42, 0.16, 280),
    "purple": (0.52, 0.18, 305),
    "violet": (0.56, 0.18, 300),
    "lavender": (0.78, 0.08, 300),
    "magenta": (0.6, 0.22, 345),
    "pink": (0.77, 0.12, 0),
    "brown": (0.45, 0.07, 55),
    "beige": (0.86, 0.04, 85),
    "white": (0.94, 0.008, 90),
    "silver": (0.8, 0.01, 250),
    "grey": (0.6, 0.01, 260),
    "gray": (0.6, 0.01, 260),
    "black": (0.27, 0.015, 270),
}
FLOWER_HUES = {
    "rose": "red",
    "sunflower": "yellow",
    "tulip": "pink",
    "poppy": "red",
    "orchid": "violet",
    "daisy": "white",
}
NUMBERS = {"two": 2, "pair": 2, "couple": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "several": 3, "many": 4}
