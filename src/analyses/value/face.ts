export {chart} from './chart';
export {valueShape as shape} from './shape';
export {texts} from './texts';
