export default function Other() {
	return <h1 id="other">Other</h1>;
}
