export {chart} from './chart';
export {rfmShape as shape} from './shape';
export {texts} from './texts';
