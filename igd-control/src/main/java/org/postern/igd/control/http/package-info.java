/**
 * A small HTTP/1.1 client for routers: one exchange per connection, several connections where
 * packets get lost, tolerant in reading, bounded in size and time, all on one selector thread so
 * that a device that hangs costs nobody anything.
 */
@NullMarked
package org.postern.igd.control.http;

import org.jspecify.annotations.NullMarked;
