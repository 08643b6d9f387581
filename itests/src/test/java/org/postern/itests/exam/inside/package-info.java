// SPDX-License-Identifier: Apache-2.0
/** The part of the driver that lives inside the framework, as a bundle of its own. */
@NullMarked
package org.postern.itests.exam.inside;

import org.jspecify.annotations.NullMarked;
