// SPDX-License-Identifier: Apache-2.0
/** Networks and servers for tests. */
@NullMarked
package org.postern.pcp.control.fakes;

import org.jspecify.annotations.NullMarked;
