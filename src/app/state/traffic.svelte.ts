import {watchTraffic, type Traffic as Counted} from '../../proof/traffic';

/** Counts, from the first moment on, what this page asks for. */
export class TrafficState {
  counted = $state.raw<Counted>({own: 0, foreign: []});

  /** One more request, by its address, that another witness saw. */
  readonly note = watchTraffic((counted) => (this.counted = {...counted})).note;
}
