// SPDX-License-Identifier: Apache-2.0
/** Services of the API that do what a test says: for tests of the user interfaces. */
@NullMarked
package org.postern.testkit.fakes;

import org.jspecify.annotations.NullMarked;
