import type {Table} from '../../lib/table';
import type {Trial} from '../../stats/backtest';
import {intervalOf} from '../../stats/fit';
import type {FittedModel, Spending} from '../../stats/projection';

/** The parameters of the fitted models with their intervals. */
export function parametersTable(models: readonly FittedModel[], spending: Spending | null): Table {
  const rows = [...models.map(({fit}) => fit), ...(spending?.fit ? [spending.fit] : [])].flatMap((fit) =>
    Object.entries(fit.parameters).map(([parameter, value]) => ({
      model: fit.model as string,
      parameter,
      value: value as number,
      interval: intervalOf<string>(fit, parameter),
    })),
  );
  return {
    rows: rows.length,
    columns: {
      model: rows.map(({model}) => model),
      parameter: rows.map(({parameter}) => parameter),
      value: Float64Array.from(rows, ({value}) => value),
      low: Float64Array.from(rows, ({interval}) => interval?.[0] ?? NaN),
      high: Float64Array.from(rows, ({interval}) => interval?.[1] ?? NaN),
    },
  };
}

/** What was said at each origin and what came of it. */
export function backtestTable(trials: readonly Trial[]): Table {
  const column = (value: (trial: Trial) => number) => Float64Array.from(trials, value);
  return {
    rows: trials.length,
    columns: {
      origin_on: column(({origin}) => origin),
      until_on: column(({until}) => until),
      model: trials.map(({forecast}) => forecast),
      predicted: column(({predicted}) => predicted),
      actual: column(({actual}) => actual),
      error_share: column(({error}) => error),
    },
  };
}
