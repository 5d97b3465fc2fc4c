/** Theme colours as the browser resolves them, since canvases do not know CSS variables. */
export interface Palette {
  ink: string;
  muted: string;
  line: string;
  panel: string;
  up: string;
  down: string;
  accent: string;
  doubtful: string;
}

const NAMES: readonly (keyof Palette)[] = [
  'ink',
  'muted',
  'line',
  'panel',
  'up',
  'down',
  'accent',
  'doubtful',
];

export function palette(): Palette {
  const probe = document.createElement('span');
  document.body.append(probe);
  const found = {} as Palette;
  for (const name of NAMES) {
    probe.style.color = `var(--${name})`;
    found[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return found;
}

/** The same colour, more transparent. Takes what getComputedStyle gives: rgb(r, g, b). */
export function faded(rgb: string, alpha: number): string {
  return rgb.replace(/^rgb\((.*)\)$/, `rgba($1, ${alpha})`);
}
