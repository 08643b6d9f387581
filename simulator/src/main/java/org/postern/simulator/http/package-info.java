// SPDX-License-Identifier: Apache-2.0
/** A small HTTP/1.1 server over sockets, able to answer as badly as routers do: late, or never. */
@NullMarked
package org.postern.simulator.http;

import org.jspecify.annotations.NullMarked;
