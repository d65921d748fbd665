/** A colour that is offered, with the name that a screen reader says. The value goes into the document. */
export interface Swatch {
  readonly name: string;
  readonly value: string;
}

/** The inks: each is readable on light paper as it is, and lifted by the style sheet on dark paper. */
export const INKS: readonly Swatch[] = [
  { name: "Grey", value: "#6b6860" },
  { name: "Red", value: "#b3261e" },
  { name: "Orange", value: "#a9500b" },
  { name: "Ochre", value: "#7d6200" },
  { name: "Green", value: "#2c6e3f" },
  { name: "Blue", value: "#2656a8" },
  { name: "Violet", value: "#6d3fa0" },
  { name: "Rose", value: "#a82a68" },
];

/** The markers for text's background. */
export const MARKERS: readonly Swatch[] = [
  { name: "Grey", value: "#e4e1d8" },
  { name: "Red", value: "#f9d6d2" },
  { name: "Orange", value: "#fbdfc3" },
  { name: "Yellow", value: "#f8ebab" },
  { name: "Green", value: "#d3ebd2" },
  { name: "Blue", value: "#d3e3f8" },
  { name: "Violet", value: "#e6daf5" },
  { name: "Rose", value: "#f8d9e7" },
];
