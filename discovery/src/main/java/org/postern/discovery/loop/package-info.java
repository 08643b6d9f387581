// SPDX-License-Identifier: Apache-2.0
/**
 * The one thread that serves all SSDP sockets. {@link org.postern.discovery.loop.SsdpLoop} is the
 * entry; what runs on it are {@link org.postern.discovery.loop.SsdpTask}s, which get their sockets
 * from a shared {@link org.postern.discovery.loop.SocketPool}.
 */
@NullMarked
package org.postern.discovery.loop;

import org.jspecify.annotations.NullMarked;
