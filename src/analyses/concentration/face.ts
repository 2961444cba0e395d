export {chart} from './chart';
export {concentrationShape as shape} from './shape';
export {texts} from './texts';
