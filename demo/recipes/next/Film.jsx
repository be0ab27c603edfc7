'use client';

/** A client component: a page of the server's renders it as it renders any other. */
export { Film } from '../react/Film.jsx';
