export {chart} from './chart';
export {movementShape as shape} from './shape';
export {texts} from './texts';
