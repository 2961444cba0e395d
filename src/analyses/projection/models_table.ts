import type {Table} from '../../lib/table';
import {baselineNames, type scoresOf} from '../../stats/backtest';
import type {FittedModel} from '../../stats/projection';

type Scores = ReturnType<typeof scoresOf>;

export interface Compared {
  /** The chosen one. */
  readonly model: FittedModel;
  readonly models: readonly FittedModel[];
  /** Revenue of today's customers by model. */
  readonly each: ReadonlyMap<string, number>;
}

/** The models and, without parameters, the baselines they were tested against. */
export function modelsTable({model, models, each}: Compared, scores: Scores): Table {
  const rows = [
    ...models.map((own) => ({name: own.name as string, fit: own.fit})),
    ...baselineNames
      .filter((name) => scores.some(({forecast}) => forecast === name))
      .map((name) => ({name: name as string, fit: null})),
  ].map((row) => ({...row, score: scores.find(({forecast}) => forecast === row.name)}));
  const column = (value: (row: (typeof rows)[number]) => number | undefined) =>
    Float64Array.from(rows, (row) => value(row) ?? NaN);
  return {
    rows: rows.length,
    columns: {
      model: rows.map(({name}) => name),
      chosen: column(({name}) => Number(name === model.name)),
      baseline: column(({fit}) => Number(fit === null)),
      origins: column(({score}) => score?.origins ?? 0),
      mean_error_share: column(({score}) => score?.meanError),
      median_error_share: column(({score}) => score?.medianError),
      bias_share: column(({score}) => score?.bias),
      log_likelihood: column(({fit}) => fit?.logLikelihood),
      aic: column(({fit}) => fit?.aic),
      expected_revenue: column(({name}) => each.get(name)),
    },
  };
}
