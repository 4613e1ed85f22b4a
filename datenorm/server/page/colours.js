// Attention weights as colours: viridis, as in the terminal and in the figures of the docs. Equal steps look
// equal, also to colour-blind readers and in grey.

const VIRIDIS = [
  [68, 1, 84],
  [72, 36, 117],
  [65, 68, 135],
  [53, 95, 141],
  [42, 120, 142],
  [33, 145, 140],
  [34, 168, 132],
  [66, 190, 113],
  [122, 209, 81],
  [189, 223, 38],
  [253, 231, 37],
];

/** Background and text colour of a weight from 0 to 1. */
export function coloursOf(weight) {
  const position = Math.min(Math.max(weight, 0), 1) * (VIRIDIS.length - 1);
  const low = Math.min(Math.floor(position), VIRIDIS.length - 2);
  const part = position - low;
  const [red, green, blue] = VIRIDIS[low].map((start, channel) =>
    Math.round(start + part * (VIRIDIS[low + 1][channel] - start)),
  );
  const isLight = 0.2126 * red + 0.7152 * green + 0.0722 * blue > 110;
  return { paint: `rgb(${red} ${green} ${blue})`, ink: isLight ? "#000" : "#fff" };
}

/** Custom properties of an element that is coloured by its weight. */
export function painted(weight) {
  const { paint, ink } = coloursOf(weight);
  return { "--paint": paint, "--on-paint": ink };
}
