// SPDX-License-Identifier: Apache-2.0
/** IP addresses: read without a name server, classified, and compared by prefix. */
@NullMarked
package org.postern.internal.address;

import org.jspecify.annotations.NullMarked;
