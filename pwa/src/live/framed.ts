/** Whether the page stands in another: the screen within slides. There it is a device of its own, and nothing but the screen. */
export const FRAMED = window.top !== window;
