import {element} from '../../charts/element';
import type {Frame, ParamsOf} from '../define';
import type {Result} from '../request';
import type {churnShape} from './shape';
import {curve} from './views/curve';
import {drift} from './views/drift';
import {members} from './views/members';
import {positionBars} from './views/position_bars';
import {silent} from './views/silent';
import {stages} from './views/stages';

export function chart(result: Result, params: ParamsOf<typeof churnShape>, frame: Frame): Node {
  switch (params.view) {
    case 'chance':
    case 'survival': {
      const sections = element(
        'div',
        {class: 'bar-sections'},
        curve(result, params, frame, params.view === 'chance' ? 'chance' : 'without_share'),
      );
      const bars = () => sections.append(positionBars(result, frame));
      if (frame.later) frame.later(bars);
      else bars();
      return sections;
    }
    case 'stages':
      return stages(result, params, frame);
    case 'silent':
      return silent(result, frame);
    case 'drift':
      return drift(result, frame);
    case 'members':
      return members(result, params, frame);
  }
}
