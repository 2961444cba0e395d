export {chart} from './chart';
export {overviewShape as shape} from './shape';
export {texts} from './texts';
