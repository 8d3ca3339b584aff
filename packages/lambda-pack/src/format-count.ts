export { formatCount } from "@lambda-pack/model";
