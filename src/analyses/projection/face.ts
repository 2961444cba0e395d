export {chart} from './chart';
export {projectionShape as shape} from './shape';
export {texts} from './texts';
