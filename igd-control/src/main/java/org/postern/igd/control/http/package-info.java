// SPDX-License-Identifier: Apache-2.0
/**
 * HTTP with routers, both ways: a small HTTP/1.1 client with one exchange per
 * connection and several connections where packets get lost, and a server for what routers send by
 * themselves. Tolerant in reading, bounded in size and time, each on one selector thread so that a
 * device that hangs costs nobody anything.
 */
@NullMarked
package org.postern.igd.control.http;

import org.jspecify.annotations.NullMarked;
