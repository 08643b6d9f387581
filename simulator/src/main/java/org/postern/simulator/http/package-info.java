// SPDX-License-Identifier: Apache-2.0
/** A small HTTP/1.1 server that can misbehave like the servers of routers. */
@NullMarked
package org.postern.simulator.http;

import org.jspecify.annotations.NullMarked;
