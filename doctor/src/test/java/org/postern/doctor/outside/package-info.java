// SPDX-License-Identifier: Apache-2.0
/** What the tests of the helper and of its client share. */
@NullMarked
package org.postern.doctor.outside;

import org.jspecify.annotations.NullMarked;
