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

/** Passes a share on, 0–1, whenever it has grown by a hundredth: whoever hears it may be on another thread. */
export function byHundredths(report: (share: number) => void): (share: number) => void {
  let told = 0;
  return (share) => {
    const percent = Math.floor(share * 100);
    if (percent <= told) return;
    told = percent;
    report(share);
  };
}
