/** How far one step of a work is, 0–1. */
export type Progress<Step extends string> = (step: Step, share: number) => void;

/**
 * Adds up steps that follow one another, each with its usual part of the whole, to a share of it, 0–1. What is done stays
 * done: a step that is left out is counted with the one after it.
 */
export function progressOf<Step extends string>(
  parts: Readonly<Record<Step, number>>,
  report: (share: number) => void,
): Progress<Step> {
  const steps = Object.keys(parts) as Step[];
  const sum = (of: readonly Step[]) => of.reduce((total, step) => total + parts[step], 0);
  const whole = sum(steps);
  return (step, share) => report((sum(steps.slice(0, steps.indexOf(step))) + parts[step] * share) / whole);
}
