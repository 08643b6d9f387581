// SPDX-License-Identifier: Apache-2.0
/** What the system discloses about this machine without any rights, and without sending anything. */
@NullMarked
package org.postern.internal.host;

import org.jspecify.annotations.NullMarked;
