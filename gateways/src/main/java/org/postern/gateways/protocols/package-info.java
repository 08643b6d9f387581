// SPDX-License-Identifier: Apache-2.0
/** The control protocols that are there, and what is known of their failures. */
@NullMarked
package org.postern.gateways.protocols;

import org.jspecify.annotations.NullMarked;
