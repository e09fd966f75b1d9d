// A module of its own for whoever loads it late: asked for by another's name, the socket would carry a list of its names.
export { reconnect } from "./socket";
