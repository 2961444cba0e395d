export {chart} from './chart';
export {churnShape as shape} from './shape';
export {texts} from './texts';
