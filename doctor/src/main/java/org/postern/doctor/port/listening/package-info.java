// SPDX-License-Identifier: Apache-2.0
/** Ports of this machine that are listened on for a test. */
@NullMarked
package org.postern.doctor.port.listening;

import org.jspecify.annotations.NullMarked;
