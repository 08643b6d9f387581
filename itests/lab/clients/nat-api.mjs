// SPDX-License-Identifier: Apache-2.0
// @silentbot1/nat-api, of WebTorrent.
import NatAPI from '@silentbot1/nat-api'

const [address, port] = process.argv.slice(2)
const mapping = { publicPort: Number(port), privatePort: Number(port), protocol: 'TCP' }
// It takes the client's address from its socket.
const client = new NatAPI({ enablePMP: false, enableUPNP: true })
console.log(address, await client.map({ ...mapping, ttl: 600, description: 'nat-api' }))
for await (const _ of process.stdin);
console.log(await client.unmap(mapping))
await client.destroy()
