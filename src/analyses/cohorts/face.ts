export {chart} from './chart';
export {cohortsShape as shape} from './shape';
export {texts} from './texts';
