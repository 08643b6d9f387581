// SPDX-License-Identifier: Apache-2.0
/**
 * Requests and their replies over UDP, on one selector thread. A request is repeated until it is
 * answered, and a closed port counts as an answer.
 */
@NullMarked
package org.postern.pcp.control.exchange;

import org.jspecify.annotations.NullMarked;
