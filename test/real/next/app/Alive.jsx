'use client';
import { useEffect, useState } from 'react';

/** Says so once React has made the page alive. */
export function Alive() {
	const [isAlive, setAlive] = useState(false);
	useEffect(() => setAlive(true), []);
	return isAlive && <p id="alive">Alive</p>;
}
