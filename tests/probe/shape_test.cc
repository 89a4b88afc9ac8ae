// How declarations are read.
#include "tracer/probe/shape.h"

#include <gmock/gmock.h>

#include "tracer/probe/request.h"

namespace greenlens::probe {
namespace {

constexpr auto kFromCell = probe_role_from_cell, kToCell = probe_role_to_cell,
               kHandle = probe_role_to_handle, kFromRecord = probe_role_from_record,
               kToRecord = probe_role_to_record, kData = probe_role_data;

Shape shape(const std::string& calls) {
  Refused refused;
  const auto shape = parse_shape(calls, &refused);
  EXPECT_TRUE(shape) << calls;
  return shape.value_or(Shape{});
}

TEST(Shape, AStackPointerIsStoredAndAnotherOneGiven) {
  const Roles roles = {kFromCell, kHandle};
  for (const char* calls : {"void(void**,void*)", "void (void **from_sp, void *to_sp)",
                            "int(uint64_t** , uint64_t)", "void(struct stack **old, char* new)"}) {
    EXPECT_EQ(shape(calls).arguments, roles) << calls;
  }
  EXPECT_EQ(shape("void(void* to, void** from)").arguments, (Roles{kHandle, kFromCell}));
  EXPECT_EQ(shape("void(void**,void**)").arguments, (Roles{kFromCell, kToCell}));
  EXPECT_EQ(shape("void(void** next, void** prev)").arguments, (Roles{kToCell, kFromCell}));
  EXPECT_EQ(shape("void(void**,void*,void*)").arguments, (Roles{kFromCell, kHandle, kData}));
}

TEST(Shape, RegistersAreKeptInRecords) {
  const Roles roles = {kFromRecord, kToRecord};
  for (const char* calls :
       {"void(struct context*,struct context*)", "void(ctx*,ctx*)", "void(uint64,uint64)",
        "int(ucontext_t*, const ucontext_t*)", "void(struct context *old, struct context *new)",
        "void(unsigned long, unsigned long)", "void(void*, void*)"}) {
    EXPECT_EQ(shape(calls).arguments, roles) << calls;
    EXPECT_EQ(shape(calls).returns, probe_returns_nothing) << calls;
  }
  EXPECT_EQ(shape("void(ctx* to, ctx* from)").arguments, (Roles{kToRecord, kFromRecord}));
}

TEST(Shape, AHandleGoesInAndAnotherOneComesBack) {
  const Shape boost = shape("transfer_t(fcontext_t,void*)");
  EXPECT_EQ(boost.arguments, (Roles{kHandle, kData}));
  EXPECT_EQ(boost.returns, probe_returns_handle_and_data);
  EXPECT_EQ(shape("struct transfer(void* to, void* data)"), boost);
  const Shape alone = shape("void*(void*)");
  EXPECT_EQ(alone.arguments, (Roles{kHandle}));
  EXPECT_EQ(alone.returns, probe_returns_handle);
  EXPECT_EQ(shape("handle(handle,void*)").returns, probe_returns_handle);
}

TEST(Shape, OneSavesAndTheOtherRestores) {
  const Shape two = shape("int(jmp_buf) + void(jmp_buf,int)");
  EXPECT_TRUE(two.two_functions);
  EXPECT_EQ(two.arguments, (Roles{kFromRecord}));
  EXPECT_EQ(two.then_arguments[0], kToRecord);
  EXPECT_EQ(two.returns, probe_returns_data);
  EXPECT_EQ(shape("int(buf)+void(buf,int)"), two);
  EXPECT_EQ(shape("int(struct place*)+void(struct place*, int result)"), two);
}

TEST(Shape, WhatIsNoSwitchIsRefused) {
  for (const char* calls :
       {"", "void", "void()", "void(int,int)", "void(void**)", "(void**,void*)",
        "void(void**,void*", "void(void**,,void*)", "int(buf)+", "int(buf)+void(buf)",
        "void(void**,void*)+int(buf)", "void(void(*)(void),void*)", "int(void*)",
        "void(a*,a*,a*,a*,a*)", "+", "void)void**("}) {
    Refused refused;
    EXPECT_FALSE(parse_shape(calls, &refused)) << calls;
    EXPECT_EQ(refused.id, "probe.shape");
  }
}

TEST(Shape, AMakerIsANameAndWhatItIsGiven) {
  Refused refused;
  const Shape handles = shape("transfer_t(fcontext_t,void*)"), records = shape("void(ctx*,ctx*)");
  const Roles usual = {probe_role_stack_top, probe_role_stack_size, probe_role_entry};
  const auto boost = parse_maker("make_fcontext", handles, &refused);
  ASSERT_TRUE(boost);
  EXPECT_EQ(boost->name, "make_fcontext");
  EXPECT_EQ(boost->arguments, usual);
  EXPECT_EQ(boost->returns, probe_returns_handle);
  EXPECT_EQ(*parse_maker("make_fcontext(top, size, fn)", handles, &refused), *boost);
  const auto record = parse_maker("make", records, &refused);
  EXPECT_EQ(record->arguments, (Roles{kToRecord, probe_role_stack_top, probe_role_entry}));
  EXPECT_EQ(record->returns, probe_returns_nothing);
  const auto cell = parse_maker("make(cell,low,size,fn)", shape("void(void**,void*)"), &refused);
  EXPECT_EQ(cell->returns, probe_returns_nothing);
  for (const char* wrong : {"", "1", "make(", "make(stack)", "make(top,size,fn,0,0)", "a b"}) {
    EXPECT_FALSE(parse_maker(wrong, handles, &refused)) << wrong;
    EXPECT_EQ(refused.id, "probe.maker");
  }
}

TEST(Shape, ARequestThatContradictsItselfIsRefused) {
  Request request;
  request.function = "swtch";
  request.calls = "void(ctx*,ctx*)";
  request.shape = shape(request.calls);
  EXPECT_EQ(look_at(request).id, "");
  request.function = "swtch\");system(\"";
  EXPECT_EQ(look_at(request).id, "probe.no_name");
  request.function = "swtch";
  request.restore = "longjmp";
  EXPECT_EQ(look_at(request).id, "probe.two_names");
  request.restore = "";
  request.pc_at = 8;
  EXPECT_EQ(look_at(request).id, "probe.pc_and_sp");
  request.sp_at = 0;
  EXPECT_EQ(look_at(request).id, "");
  request.record_size = 15;
  EXPECT_EQ(look_at(request).id, "probe.record_size");
  request.record_size = 16;
  EXPECT_EQ(look_at(request).id, "");
  request.shape = shape("void(void**,void*)");
  EXPECT_EQ(look_at(request).id, "probe.no_record");
  request.record_size = 0, request.pc_at = request.sp_at = -1;
  request.shape = shape("int(buf)+void(buf,int)");
  EXPECT_EQ(look_at(request).id, "probe.one_name");
}

}  // namespace
}  // namespace greenlens::probe
