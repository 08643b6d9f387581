// SPDX-License-Identifier: Apache-2.0
/**
 * The helper outside: answers over HTTP whether a port of the address that asks can be reached. One
 * thread, {@code postern-helper}, does it all and blocks only for its selector. Whatever comes is
 * bounded in size, number and time.
 */
@NullMarked
package org.postern.doctor.outside.server;

import org.jspecify.annotations.NullMarked;
