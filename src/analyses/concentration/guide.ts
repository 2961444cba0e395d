import type {Guide} from '../define';

export const guide: Guide = {
  words: {
    en: 'top customers few 80 20 Pareto Lorenz Gini VIP gold silver platinum dependence biggest high rollers status',
    de: 'Spitzenkunden wenige 80 20 Pareto Lorenz Gini VIP Gold Silber Platin Abhängigkeit größte Großkunden Status',
  },
};
