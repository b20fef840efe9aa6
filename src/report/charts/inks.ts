import type { Tone } from './chart.js';

/** Colours are variables of the page's style: so one picture is right by day, by night and on paper. */
export const INKS = {
  text: 'var(--ink)',
  faint: 'var(--muted)',
  rule: 'var(--line)',
  paper: 'var(--paper)',
  negative: 'var(--negative)',
  neutral: 'var(--neutral)',
  positive: 'var(--positive)',
  accent: 'var(--accent)',
  quiet: 'var(--quiet)',
} as const satisfies Record<Tone | 'text' | 'faint' | 'rule' | 'paper', string>;
