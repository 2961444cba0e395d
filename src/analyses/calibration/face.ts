export {chart} from './chart';
export {calibrationShape as shape} from './shape';
export {texts} from './texts';
